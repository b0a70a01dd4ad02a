import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'

/** Places in the shell that pages fill: breadcrumb, actions of the top bar, both sides of the status bar. */
export type SlotName = 'crumbs' | 'actions' | 'statusLeft' | 'statusRight'

interface Slots {
  readonly elements: Readonly<Partial<Record<SlotName, HTMLElement>>>
  readonly place: (name: SlotName, element: HTMLElement | null) => void
}

const SlotContext = createContext<Slots>({ elements: {}, place: () => undefined })

export function SlotProvider({ children }: { readonly children: ReactNode }) {
  const [elements, setElements] = useState<Slots['elements']>({})
  const place = useCallback((name: SlotName, element: HTMLElement | null): void => {
    setElements((known) => {
      if ((known[name] ?? null) === element) return known
      const { [name]: _gone, ...rest } = known
      return element === null ? rest : { ...rest, [name]: element }
    })
  }, [])
  const slots = useMemo<Slots>(() => ({ elements, place }), [elements, place])
  return <SlotContext value={slots}>{children}</SlotContext>
}

/** Where the shell shows a slot; matches `:empty` while no page fills it. */
export function SlotTarget({ name, className }: { readonly name: SlotName; readonly className?: string }) {
  const { place } = useContext(SlotContext)
  const placed = useCallback(
    (element: HTMLElement | null) => {
      place(name, element)
      return () => place(name, null)
    },
    [place, name],
  )
  return <div ref={placed} className={className} data-slot={name} />
}

/** Fills a slot of the shell while mounted. */
export function Fill({ slot, children }: { readonly slot: SlotName; readonly children: ReactNode }) {
  const { elements } = useContext(SlotContext)
  const target = elements[slot]
  return target === undefined ? null : createPortal(children, target)
}

/** Title of the browser tab while mounted. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Linewright`
    return () => {
      document.title = 'Linewright'
    }
  }, [title])
}
