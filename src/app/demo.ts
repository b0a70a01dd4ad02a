import { createContext, useContext } from 'react'

/** What the page can do with the demo that answers it. */
export interface Demo {
  /** Deletes everything that was done in it, and reloads. */
  readonly reset: () => Promise<void>
}

const DemoContext = createContext<Demo | undefined>(undefined)
export const DemoProvider = DemoContext.Provider

/** The demo; undefined in a workbench with a server. */
export function useDemo(): Demo | undefined {
  return useContext(DemoContext)
}
