import { createContext, useContext } from 'react'

/** What the page can do with the demo that answers it. */
export interface Demo {
  /** Forgets everything that was done in it and begins anew. */
  readonly reset: () => Promise<void>
}

const DemoContext = createContext<Demo | undefined>(undefined)
export const DemoProvider = DemoContext.Provider

/** The demo, where this page is one. */
export function useDemo(): Demo | undefined {
  return useContext(DemoContext)
}
