/** Where hits lie in the whole log, beside the scroll bar; hits that would stand in the same pixel are one tick. */
export function LogTicks({ hits, lineCount }: { readonly hits: Uint32Array; readonly lineCount: number }) {
  const ticks = new Set<number>()
  for (const line of hits) {
    ticks.add(Math.round((line / Math.max(1, lineCount)) * 300))
    if (ticks.size === 300) break
  }
  return (
    <div className="lw-log-ticks" aria-hidden>
      {[...ticks].map((tick) => (
        <span key={tick} style={{ insetBlockStart: `${String(tick / 3)}%` }} />
      ))}
    </div>
  )
}
