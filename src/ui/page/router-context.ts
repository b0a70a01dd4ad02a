import { createContext } from 'react'
import type { createBrowserRouter } from 'react-router'

type RouterState = ReturnType<typeof createBrowserRouter>['state']

/** The router's current state: where the page is and where it is going. React's own is updated a bit later. */
export const RouterContext = createContext<
  { readonly state: Pick<RouterState, 'location' | 'navigation'> } | undefined
>(undefined)
