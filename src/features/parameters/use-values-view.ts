import { useCallback, useMemo } from 'react'
import { useLocation } from 'react-router'
import { useAddress } from '#ui/use-address.ts'

export const valuesViews = ['grid', 'form', 'compare', 'resources'] as const
export type ValuesViewName = (typeof valuesViews)[number]

export const filters = ['missing', 'invalid', 'differs', 'secrets', 'unused', 'changed'] as const
export type Filter = (typeof filters)[number]

/** What the page shows. All of it is in the address, so that a link is a saved view. */
export interface ValuesView {
  readonly view: ValuesViewName
  /** Part of a parameter's name. */
  readonly text: string
  /** Names to show; empty for all. */
  readonly applications: readonly string[]
  readonly environments: readonly string[]
  readonly only: readonly Filter[]
  /** The environment to compare others with. */
  readonly reference: string | undefined
  readonly closed: readonly string[]
  /** The parameter and scope whose chain is shown. */
  readonly parameter: string | undefined
  readonly scope: string | undefined
  /** The two scopes that are compared. */
  readonly left: string | undefined
  readonly right: string | undefined
  readonly dialog: string | undefined
}

/** A change of the view; undefined and empty lists are removed from the address. */
export type ViewChange = Partial<Record<keyof ValuesView, string | readonly string[] | undefined>>

/** Shows all rows and columns. */
export const noFilters: ViewChange = {
  text: undefined,
  applications: undefined,
  environments: undefined,
  only: undefined,
}

/** The view in the address, and a way to change it without a new history entry. */
export function useValuesView(): readonly [ValuesView, (change: ViewChange) => void] {
  const [search, set] = useAddress()
  const view = useMemo(() => readView(search), [search])
  const change = useCallback(
    (next: ViewChange): void =>
      set(Object.fromEntries(Object.entries(next).map(([name, value]) => [name, textOf(value)]))),
    [set],
  )
  return [view, change]
}

/** Builds the address of another view. Everything else stays, such as whose change set is edited. */
export function useViewAddress(): (change: ViewChange) => string {
  const { search } = useLocation()
  return (change) => {
    const params = new URLSearchParams(search)
    for (const [name, value] of Object.entries(change)) {
      const text = textOf(value) ?? ''
      if (text === '') params.delete(name)
      else params.set(name, text)
    }
    return `?${params.toString()}`
  }
}

function textOf(value: ViewChange[keyof ViewChange]): string | undefined {
  return value === undefined || typeof value === 'string' ? value : value.join(',')
}

function readView(search: URLSearchParams): ValuesView {
  const one = (name: string): string | undefined => search.get(name) ?? undefined
  const many = (name: string): readonly string[] => (search.get(name) ?? '').split(',').filter((part) => part !== '')
  const wanted = many('only')
  return {
    view: valuesViews.find((name) => name === search.get('view')) ?? 'grid',
    text: one('text') ?? '',
    applications: many('applications'),
    environments: many('environments'),
    only: filters.filter((filter) => wanted.includes(filter)),
    reference: one('reference'),
    closed: many('closed'),
    parameter: one('parameter'),
    scope: one('scope'),
    left: one('left'),
    right: one('right'),
    dialog: one('dialog'),
  }
}
