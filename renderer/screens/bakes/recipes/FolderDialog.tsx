import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { RecipeFolderView } from "../../../../shared/model/recipe.ts";
import { useClient } from "../../../client/client-context.tsx";
import { useAction } from "../../../client/requests.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";

interface Props {
  readonly folder: RecipeFolderView;
  readonly onClose: () => void;
}

export function FolderDialog({ folder, onClose }: Props) {
  const { bridge } = useClient();
  const [path, setPath] = useState(folder.origin === "own" ? "" : folder.path);
  const choose = useAction("recipe:choose-folder");
  const pick = useAction("recipe:pick-folder");
  const open = (wanted: string | null) => choose.mutate({ path: wanted }, { onSuccess: onClose });
  const error = choose.error ?? pick.error;
  return (
    <Modal
      visible
      header="Open a folder of recipes"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onClose}>Cancel</Button>
          {folder.origin !== "own" && (
            <Button onClick={() => open(null)}>The console&apos;s own folder</Button>
          )}
          <Button
            variant="primary"
            disabled={path.trim() === ""}
            loading={choose.isPending}
            onClick={() => open(path.trim())}
          >
            Open
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <p>
          Usually a folder of your own git repository. It is read and followed, and never written
          to. What runs now goes on with the recipe it began with; the folder is remembered.
        </p>
        <FormField
          label="Folder"
          description="The whole path, on the machine that runs the console."
        >
          <div className="folder-input">
            <Input value={path} onChange={({ detail }) => setPath(detail.value)} />
            {bridge.host === "desktop" && (
              <Button
                loading={pick.isPending}
                onClick={() =>
                  pick.mutate({}, { onSuccess: (picked) => setPath(picked.path ?? path) })
                }
              >
                Browse…
              </Button>
            )}
          </div>
        </FormField>
        {error === null ? null : <ErrorText error={error} header="The folder was not changed" />}
      </SpaceBetween>
    </Modal>
  );
}
