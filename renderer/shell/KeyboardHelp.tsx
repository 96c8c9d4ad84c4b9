import Modal from "@cloudscape-design/components/modal";
import { Kbd } from "../ui/Kbd.tsx";
import { hotkeys } from "./hotkeys.ts";

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal visible header="Keyboard" closeAriaLabel="Close" onDismiss={onClose}>
      <dl className="keyboard-help">
        {hotkeys.map((hotkey) => (
          <div key={hotkey.keys}>
            <dt>
              <Kbd>{hotkey.keys}</Kbd>
            </dt>
            <dd>{hotkey.does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
