import { createContext, useContext, useSyncExternalStore } from 'react'
import type { SessionPort } from '#client/session-port.ts'

export interface SignedIn {
  /** The token's subject. */
  readonly id: string
  readonly name: string
}

/** The state of signing in. `person` is whose tab this is. */
export type SessionState =
  | { readonly kind: 'signing-in' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'ready'; readonly person: SignedIn }
  /** The page stays; requests wait. */
  | { readonly kind: 'expired'; readonly person: SignedIn }
  /** The browser has signed in somebody else; the tab stops until the person chooses. */
  | { readonly kind: 'other-person'; readonly person: SignedIn; readonly other: SignedIn }

/** Who is signed in, and how that changes: one port for all identity providers and the demo. */
export interface Session extends SessionPort {
  readonly state: () => SessionState
  readonly subscribe: (listener: () => void) => () => void
  /** Signs in after `expired`, `failed` and `signed-out`; after `other-person`, as the tab's own person. */
  readonly signIn: () => Promise<void>
  /** Hands the tab over to the other person. */
  readonly accept: () => void
  readonly signOut: () => Promise<void>
  /** Whether people can be switched without signing out (embedded issuer, demo). */
  readonly canSwitch: boolean
  readonly switchTo: (person: string) => Promise<void>
}

const SessionContext = createContext<Session | undefined>(undefined)
export const SessionProvider = SessionContext.Provider

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('useSession stands outside of SessionProvider')
  return session
}

export function useSessionState(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.state, session.state)
}
