import { useStore } from '@xyflow/react'
import { memo, useCallback, useId, useRef } from 'react'
import { useEachView, type View } from './use-each-view.ts'

const gap = 16
const radius = 0.6

/** The dots of the ground. A moving view just shifts them; only zooming redraws them. */
export const Dots = memo(function Dots() {
  const zoom = useStore((state) => state.transform[2])
  const id = useId()
  const svg = useRef<SVGSVGElement>(null)
  const step = gap * zoom
  useEachView(
    useCallback(
      ({ transform: [x, y] }: View) => {
        if (svg.current !== null) svg.current.style.transform = `translate(${String(x % step)}px,${String(y % step)}px)`
      },
      [step],
    ),
  )
  const size = radius * zoom
  return (
    <div className="lw-dots" aria-hidden>
      <svg
        ref={svg}
        style={{
          inset: -step,
          width: `calc(100% + ${String(2 * step)}px)`,
          height: `calc(100% + ${String(2 * step)}px)`,
        }}
      >
        <pattern id={id} x={-step / 2} y={-step / 2} width={step} height={step} patternUnits="userSpaceOnUse">
          <circle cx={size} cy={size} r={size} />
        </pattern>
        <rect width="100%" height="100%" fill={`url(#${id})`} />
      </svg>
    </div>
  )
})
