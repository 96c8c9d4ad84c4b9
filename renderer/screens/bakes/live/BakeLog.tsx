import { useEffect, useRef } from "react";
import { Panel } from "../../../ui/Panel.tsx";

interface Props {
  readonly log: readonly string[];
  readonly running: boolean;
}

/** Where a step of the program begins. */
const isHeading = (line: string) => /^[─═]{2} /.test(line);

/** Follows the end while the reader is at the end; stays where the reader scrolled to. */
export function BakeLog({ log, running }: Props) {
  const box = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [log.length]);
  const onScroll = () => {
    const element = box.current;
    if (element)
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
  };
  return (
    <Panel title="Builder's log" note={`${String(log.length)} lines, from the serial console`}>
      <pre
        ref={box}
        className="bake-log"
        tabIndex={0}
        aria-label="Builder's log"
        onScroll={onScroll}
      >
        {log.length === 0 &&
          (running ? "The builder hasn't printed anything yet." : "Nothing was printed.")}
        {log.map((line, at) => (
          <span
            key={`line-${String(at)}`}
            className={isHeading(line) ? "bake-log-step" : undefined}
          >
            {line}
            {"\n"}
          </span>
        ))}
      </pre>
    </Panel>
  );
}
