import { Component, type ReactNode } from "react";
import { Emptiness } from "../ui/Emptiness.tsx";

/** One screen that fails must not take the console with it: what runs goes on, other screens work. */
export class ScreenBoundary extends Component<
  { readonly children: ReactNode },
  { message: string | null }
> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <Emptiness title="This screen can't be shown" role="alert">
        A mistake in Bennu stopped it: {this.state.message}. Operations go on; nothing was changed
        by this. Other screens work.
      </Emptiness>
    );
  }
}
