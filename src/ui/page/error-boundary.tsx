import { Component, type ReactNode } from 'react'
import { ErrorPanel } from './error-panel.tsx'
import { uiMessages } from '../ui-messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** A change of this key, such as the location, tries again by itself. */
  readonly resetKey?: string
}

interface ErrorBoundaryState {
  readonly error: Error | undefined
  readonly resetKey: string | undefined
}

/** Keeps the failure of one pane in that pane. React knows no other form for this than a class. */
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

/** A pane that failed, with what the browser said folded away. */
export function PaneError({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const t = useMessages(uiMessages)
  return (
    <div style={{ padding: 16 }}>
      <ErrorPanel
        what={t('broken')}
        fix={t('brokenFix')}
        detail={error.stack ?? error.message}
        {...(onRetry === undefined ? {} : { onRetry })}
      />
    </div>
  )
}
