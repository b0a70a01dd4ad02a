import { type ReactNode, startTransition, Suspense, useEffect, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { ErrorBoundary } from '#ui/page/error-boundary.tsx'
import { ErrorPanel } from '#ui/page/error-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateShape } from '#ui/state-mark.tsx'
import { lazyPart } from '#ui/lazy-part.ts'
import { whenAsked } from './asked.ts'
import { sessionMessages } from './messages.ts'
import { type Session, type SessionState, useSession } from './session.ts'
import './session-gate.css'

const SessionQuestion = lazyPart(async () => (await import('./session-question.tsx')).SessionQuestion)

export interface SessionGateProps {
  readonly issuer: string
  /**
   * The workbench. It is there while the identity provider is asked (`person` is undefined, requests wait), and its page as soon as
   * `isShown` says so, to be painted meanwhile. Both stay when the session ends.
   */
  readonly children: (person: string | undefined, isShown: boolean) => ReactNode
}

/** Shows the workbench to whoever is signed in, and above it what a session needs of the person. */
export function SessionGate({ issuer, children }: SessionGateProps) {
  const t = useMessages(sessionMessages)
  const session = useSession()
  const state = useArrival(session)
  const [shown, setShown] = useState<string>()
  const [isAsked, setAsked] = useState(false)
  // The page is rendered, in slices, while the identity provider's answer is on the way.
  useEffect(() => whenAsked(() => startTransition(() => setAsked(true))), [])
  if (state.kind === 'ready' && state.person.id !== shown) setShown(state.person.id)
  const isShown = state.kind === 'signing-in' ? isAsked : 'person' in state && state.person.id === shown
  if (state.kind === 'failed') {
    return (
      <main className="lw-session">
        <ErrorPanel
          what={t('failed')}
          fix={t('failedFix', { issuer })}
          detail={state.message}
          action={
            <Button kind="primary" onPress={() => void session.signIn()}>
              {t('signInAgain')}
            </Button>
          }
        />
      </main>
    )
  }
  if (state.kind === 'signed-out') {
    return (
      <main className="lw-session">
        <EmptyState
          isPage
          icon={<StateShape state="waiting" />}
          title={t('signedOut')}
          text={t('signedOutText')}
          action={
            <Button kind="primary" onPress={() => void session.signIn()}>
              {t('signIn')}
            </Button>
          }
        />
      </main>
    )
  }
  return (
    <>
      {/* A tab that comes up with somebody else's session has no page yet that could stay. */}
      {children(shown, isShown)}
      {state.kind === 'signing-in' ? (
        <p className="lw-hidden" role="status">
          {t('signingIn')}
        </p>
      ) : null}
      {state.kind === 'signing-in' || state.kind === 'ready' ? null : (
        <ErrorBoundary resetKey={state.kind}>
          <Suspense>
            <SessionQuestion />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  )
}

/** Where signing in stands. Rendering for whoever has arrived happens in slices, so that the questions that waited for them go out first. */
function useArrival(session: Session): SessionState {
  const [state, setState] = useState(session.state)
  useEffect(() => {
    const look = (): void => {
      const next = session.state()
      if (next.kind === 'ready') startTransition(() => setState(next))
      else setState(next)
    }
    look()
    return session.subscribe(look)
  }, [session])
  return state
}
