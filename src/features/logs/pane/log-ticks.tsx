/** Marks beside the scroll bar for hits in the whole log; hits that share a pixel share a mark. */
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
