import type { Connection } from "../../shared/model/connection.ts";
import { connectionId } from "../../shared/model/ids.ts";

export function aConnection(over: Partial<Connection> = {}): Connection {
  return {
    id: connectionId("c1"),
    name: "shop-stage",
    kind: "aws",
    profile: "shop",
    region: "eu-west-1",
    endpoint: null,
    environment: "stage",
    colour: "blue",
    readOnly: false,
    ...over,
  };
}
