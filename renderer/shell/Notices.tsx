import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import Link from "@cloudscape-design/components/link";
import { useEffect, useState } from "react";
import { useClient } from "../client/client-context.tsx";
import type { ConsoleEvent } from "../../shared/contract/topics.ts";

type Raised = Extract<ConsoleEvent, { event: "notice:raised" }> & { readonly key: number };

const types = { info: "info", good: "success", warn: "warning", bad: "error" } as const;
const most = 4;

export function Notices() {
  const { bridge } = useClient();
  const [raised, setRaised] = useState<readonly Raised[]>([]);
  useEffect(() => {
    let key = 0;
    return bridge.onEvent((event) => {
      if (event.event !== "notice:raised") return;
      key += 1;
      const notice = { ...event, key };
      setRaised((now) => [notice, ...now.filter((other) => other.text !== notice.text)].slice(0, most));
    });
  }, [bridge]);
  if (raised.length === 0) return null;
  const dismiss = (key: number) => setRaised((now) => now.filter((notice) => notice.key !== key));
  return <Flashbar stackItems items={raised.map((notice) => itemOf(notice, dismiss))} />;
}

function itemOf(notice: Raised, dismiss: (key: number) => void): FlashbarProps.MessageDefinition {
  return {
    id: String(notice.key),
    type: types[notice.level],
    content: notice.text,
    dismissible: true,
    dismissLabel: "Close this notice",
    onDismiss: () => dismiss(notice.key),
    ariaRole: notice.level === "bad" ? "alert" : "status",
    ...(notice.link === null
      ? {}
      : { action: <Link href={notice.link} color="inverted">Open</Link> }),
  };
}
