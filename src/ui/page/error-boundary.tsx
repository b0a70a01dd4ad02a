import { Component, type ReactNode } from 'react'
import { ErrorPanel } from './error-panel.tsx'
import { uiMessages } from '../ui-messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** Tries again when this changes; for example the location. */
  readonly resetKey?: string
}

interface ErrorBoundaryState {
  readonly error: Error | undefined
  readonly resetKey: string | undefined
}

/** Contains a failure within one pane. A class, since React offers nothing else for this. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): Partial<ErrorBoundaryState> | null {
    return props.resetKey === state.resetKey ? null : { error: undefined, resetKey: props.resetKey }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === undefined ? (
      this.props.children
    ) : (
      <PaneError error={error} onRetry={() => this.setState({ error: undefined })} />
    )
  }
}

/** A failed pane, with the browser's message folded away. */
export function PaneError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useMessages(uiMessages)
  return (
    <div style={{ padding: 16 }}>
      <ErrorPanel what={t('broken')} fix={t('brokenFix')} detail={error.stack ?? error.message} onRetry={onRetry} />
    </div>
  )
}
