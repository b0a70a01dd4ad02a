import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'

/**
 * Tabs that scroll if they lack room, with buttons at the sides that hide some. The buttons are for the mouse only,
 * since keyboard and screen reader reach the tabs themselves.
 */
export function TabStrip({ selected, children }: { readonly selected: string; readonly children: ReactNode }) {
  const strip = useRef<HTMLDivElement>(null)
  const { before, after } = useHiddenParts(strip)
  useEffect(() => {
    strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [selected])
  function scroll(part: number): void {
    const { clientWidth = 0 } = strip.current ?? {}
    strip.current?.scrollBy({ left: part * clientWidth })
  }
  return (
    <div className="lw-tabstrip">
      <div ref={strip} className="lw-tabstrip-window">
        {children}
      </div>
      {before ? (
        <button type="button" className="lw-tabstrip-more" aria-hidden tabIndex={-1} onClick={() => scroll(-0.6)}>
          <ChevronLeft size={14} />
        </button>
      ) : null}
      {after ? (
        <button
          type="button"
          className="lw-tabstrip-more"
          data-side="after"
          aria-hidden
          tabIndex={-1}
          onClick={() => scroll(0.6)}
        >
          <ChevronRight size={14} />
        </button>
      ) : null}
    </div>
  )
}

/** Whether parts of the content are hidden at either side. */
function useHiddenParts(strip: RefObject<HTMLElement | null>): { readonly before: boolean; readonly after: boolean } {
  const [hidden, setHidden] = useState({ before: false, after: false })
  useEffect(() => {
    const element = strip.current
    if (element === null) return undefined
    function look(): void {
      const { scrollLeft = 0, scrollWidth = 0, clientWidth = 0 } = element ?? {}
      const [before, after] = [scrollLeft > 1, scrollLeft + clientWidth < scrollWidth - 1]
      setHidden((last) => (last.before === before && last.after === after ? last : { before, after }))
    }
    // Observes the strip, and the tabs whose badges and names change.
    const observer = new ResizeObserver(look)
    observer.observe(element)
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [strip])
  return hidden
}
