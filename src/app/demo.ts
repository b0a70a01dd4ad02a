import { createContext, useContext } from 'react'

/** What the page can do with the demo behind it. */
export interface Demo {
  /** Deletes all changes in the demo, and reloads. */
  readonly reset: () => Promise<void>
}

const DemoContext = createContext<Demo | undefined>(undefined)
export const DemoProvider = DemoContext.Provider

/** The demo; undefined in a workbench with a server. */
export function useDemo(): Demo | undefined {
  return useContext(DemoContext)
}
