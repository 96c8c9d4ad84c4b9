import { Emptiness } from "../ui/Emptiness.tsx";
import "./no-session.css";

/** All that a window without a session may show: what happened and what to do. */
export function NoSession({ message }: { readonly message: string }) {
  return (
    <main className="no-session">
      <Emptiness role="alert" title="This window isn't connected to Bennu">
        {message}
      </Emptiness>
    </main>
  );
}
