import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import type { Consequence } from "../../../shared/rules/consequences/consequences.ts";
import { useLinkLost } from "../../client/use-link-lost.ts";
import { Hint } from "../../ui/Hint.tsx";

interface ChoiceButtonProps extends Pick<
  ButtonProps,
  "iconName" | "variant" | "loading" | "onClick" | "children"
> {
  readonly choice: Consequence;
}

/** A button that says what it would do before it does it, or why it can't be done now. */
export function ChoiceButton({ choice, ...button }: ChoiceButtonProps) {
  const lost = useLinkLost();
  const { allowed, does } = choice;
  const why = lost ?? (allowed.ok ? null : `${allowed.reason} ${allowed.cure}`);
  return (
    <Hint lines={why === null ? does : []}>
      {(hint) => (
        <Button
          {...button}
          disabled={why !== null}
          {...(why === null ? {} : { disabledReason: why })}
          {...(hint === null ? {} : { ariaDescribedby: hint.id })}
        />
      )}
    </Hint>
  );
}
