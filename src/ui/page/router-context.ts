import { createContext } from 'react'
import type { createBrowserRouter } from 'react-router'

type RouterState = ReturnType<typeof createBrowserRouter>['state']

/** What the router knows at this moment, which pages are told a little later: where they are, and where they are going. */
export const RouterContext = createContext<
  { readonly state: Pick<RouterState, 'location' | 'navigation'> } | undefined
>(undefined)
