import { useCallback, useMemo } from 'react'
import { useLocation } from 'react-router'
import { useAddress } from '#ui/use-address.ts'

export const valuesViews = ['grid', 'form', 'compare', 'resources'] as const
export type ValuesViewName = (typeof valuesViews)[number]

export const filters = ['missing', 'invalid', 'differs', 'secrets', 'unused', 'changed'] as const
export type Filter = (typeof filters)[number]

/** What the page shows. All of it stands in the address, so that a link to it is a saved view. */
export interface ValuesView {
  readonly view: ValuesViewName
  /** Part of a parameter's name. */
  readonly text: string
  /** Names; empty for all. */
  readonly applications: readonly string[]
  readonly environments: readonly string[]
  readonly only: readonly Filter[]
  /** The environment that others are compared with. */
  readonly reference: string | undefined
  readonly closed: readonly string[]
  /** Parameter and scope whose chain is shown. */
  readonly parameter: string | undefined
  readonly scope: string | undefined
  /** Two scopes, side by side. */
  readonly left: string | undefined
  readonly right: string | undefined
  readonly dialog: string | undefined
}

/** A change of the view; undefined and empty lists leave the address. */
export type ViewChange = Partial<Record<keyof ValuesView, string | readonly string[] | undefined>>

/** What shows every row and column again. */
export const noFilters: ViewChange = {
  text: undefined,
  applications: undefined,
  environments: undefined,
  only: undefined,
}

/** The view as the address says, and how to change it without a new entry in the browser's history. */
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

/** The address of another view of the page, for links; everything else of it stays, above all whose change set is edited. */
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
