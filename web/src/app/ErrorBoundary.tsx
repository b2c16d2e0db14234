import { Component } from "react";
import type { ReactNode } from "react";
import { Button } from "../components/Button";
import { Notice } from "../components/Notice";
import { useWords } from "../lib/language";

interface State { failure: Error | null }

/** One broken page never takes the others with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  state: State = { failure: null };

  static getDerivedStateFromError(failure: Error): State {
    return { failure };
  }

  render(): ReactNode {
    return this.state.failure ? <Broken failure={this.state.failure} /> : this.props.children;
  }
}

function Broken({ failure }: { failure: Error }) {
  const { t } = useWords();
  return (
    <Notice
      signal="bad" title={t("problem.broken")}
      action={<Button onClick={() => location.reload()}>{t("action.reload")}</Button>}
    >
      <p>{t("problem.broken_hint")}</p>
      <p className="mt-1 text-small text-soft ltr"><code>{failure.message}</code></p>
    </Notice>
  );
}
