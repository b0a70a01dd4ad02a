import { type ReactNode, startTransition, Suspense, useEffect, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { ErrorBoundary } from '#ui/page/error-boundary.tsx'
import { ErrorPanel } from '#ui/page/error-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateShape } from '#ui/state-mark.tsx'
import { hasLoadedAnew, lazyPart, loadAnew } from '#ui/lazy-part.ts'
import { whenAsked } from './asked.ts'
import { sessionMessages } from './messages.ts'
import { type Session, type SessionState, useSession } from './session.ts'
import './session-gate.css'

// Nothing else of the page goes on without the question. The newer version that lacks this file asks by itself.
const SessionQuestion = lazyPart(
  async () => (await import('./session-question.tsx')).SessionQuestion,
  () => {
    if (!hasLoadedAnew()) loadAnew()
  },
)

export interface SessionGateProps {
  readonly issuer: string
  /**
   * The workbench. While the identity provider is asked, `person` is undefined and requests wait. `isShown` lets it
   * render its page meanwhile. It stays mounted when the session ends.
   */
  readonly children: (person: string | undefined, isShown: boolean) => ReactNode
}

/** Shows the workbench to a signed-in person, and above it whatever the session asks of them. */
export function SessionGate({ issuer, children }: SessionGateProps) {
  const t = useMessages(sessionMessages)
  const session = useSession()
  const state = useArrival(session)
  const [person, setPerson] = useState<string>()
  const [isAsked, setAsked] = useState(false)
  // Renders the page in slices while the identity provider's answer is on its way.
  useEffect(() => whenAsked(() => startTransition(() => setAsked(true))), [])
  if (state.kind === 'ready' && state.person.id !== person) setPerson(state.person.id)
  const isShown = state.kind === 'signing-in' ? isAsked : 'person' in state && state.person.id === person
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
      {/* A tab that starts with somebody else's session has no page yet to keep. */}
      {children(person, isShown)}
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

/** The state of the session. Rendering a new arrival is a transition, so that waiting requests go out first. */
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
