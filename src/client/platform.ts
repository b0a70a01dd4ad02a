import { createContext, useContext } from 'react'
import type { Client } from './client.ts'
import type { Connection } from './connection.ts'
import type { Streams } from './streams/streams.ts'

/** The platform as seen by one tab. */
export interface Platform {
  readonly client: Client
  readonly streams: Streams
  readonly connection: Connection
}

const PlatformContext = createContext<Platform | undefined>(undefined)
export const PlatformProvider = PlatformContext.Provider

/** The platform of this tab; only below the sign-in. */
export function usePlatform(): Platform {
  const platform = useContext(PlatformContext)
  if (platform === undefined) throw new Error('usePlatform stands outside of PlatformProvider')
  return platform
}

const PersonContext = createContext('')
export const PersonProvider = PersonContext.Provider

/** Subject of the signed-in person, empty while it is not known yet. Apart from the platform, so that a page is not rendered anew when they arrive. */
export function usePerson(): string {
  return useContext(PersonContext)
}
