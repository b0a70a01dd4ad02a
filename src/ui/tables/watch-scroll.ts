/** Measures what scrolls now, and whenever it is scrolled or becomes larger or smaller. Answers how to stop. */
export function watchScroll(scroller: HTMLElement, measure: () => void): () => void {
  measure()
  scroller.addEventListener('scroll', measure, { passive: true })
  const observer = new ResizeObserver(measure)
  observer.observe(scroller)
  return () => {
    scroller.removeEventListener('scroll', measure)
    observer.disconnect()
  }
}
