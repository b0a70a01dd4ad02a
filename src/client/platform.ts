import { createContext, useContext } from 'react'
import type { Client } from './client.ts'
import type { Connection } from './connection.ts'
import type { Streams } from './streams/streams.ts'

/** Everything that a tab needs to talk to the platform. */
export interface Platform {
  readonly client: Client
  readonly streams: Streams
  readonly connection: Connection
}

const PlatformContext = createContext<Platform | undefined>(undefined)
export const PlatformProvider = PlatformContext.Provider

/** The platform of this tab; only inside the session's provider. */
export function usePlatform(): Platform {
  const platform = useContext(PlatformContext)
  if (platform === undefined) throw new Error('usePlatform stands outside of PlatformProvider')
  return platform
}

const PersonContext = createContext('')
export const PersonProvider = PersonContext.Provider

/** Subject of the signed-in person, empty until it is known. Separate from the platform, so that pages do not render again when it becomes known. */
export function usePerson(): string {
  return useContext(PersonContext)
}
