import { uiMessages } from './ui-messages.ts'
import { useMessages } from './i18n/use-messages.tsx'
import './state-mark.css'

/** All states that are shown anywhere. */
export type State =
  | 'notStarted'
  | 'waiting'
  | 'needsApproval'
  | 'running'
  | 'failing'
  | 'cancelling'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'skipped'
  | 'drifted'
  | 'superseded'

export interface StateMarkProps {
  readonly state: State
  /** Shows the word beside the mark; otherwise it is there for screen readers only. */
  readonly word?: boolean | string
  readonly size?: number
}

/** A state as icon, shape and word together, never by hue alone. */
export function StateMark({ state, word = false, size = 16 }: StateMarkProps) {
  const t = useMessages(uiMessages)
  const text = typeof word === 'string' ? word : t(state)
  return (
    <span className="lw-state" data-state={state}>
      <StateShape state={state} size={size} />
      <span className={word === false ? 'lw-hidden' : 'lw-ellipsis'}>{text}</span>
    </span>
  )
}

/** Only the shape of a state, for places that have the word anyway. */
export function StateShape({ state, size = 16 }: { readonly state: State; readonly size?: number }) {
  return (
    <svg
      className="lw-state-shape"
      data-state={state}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden
    >
      {shapes[state]}
    </svg>
  )
}

const octagon = 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z'
const hexagon = 'M8 .9l6.1 3.5v7.2L8 15.1l-6.1-3.5V4.4z'
const triangle = <path d="M8 2.2l6.3 11.2H1.7z" className="lw-stroke" strokeLinejoin="round" />
const ring = (
  <>
    <circle cx="8" cy="8" r="5.75" className="lw-stroke lw-pale" strokeWidth="2.5" />
    <path d="M8 2.25A5.75 5.75 0 1 1 2.25 8" className="lw-stroke" strokeWidth="2.5" strokeLinecap="round" />
  </>
)

const shapes: Readonly<Record<State, React.ReactNode>> = {
  notStarted: <circle cx="8" cy="8" r="5.75" className="lw-stroke" />,
  waiting: (
    <>
      <circle cx="8" cy="8" r="5.75" className="lw-stroke" />
      <path d="M5.5 8h5" className="lw-stroke" strokeLinecap="round" />
    </>
  ),
  needsApproval: (
    <>
      <path d={hexagon} className="lw-fill lw-edge" strokeLinejoin="round" />
      <path
        d="M5.6 8.6V6.4M7.2 7.6V4.9M8.8 7.6V4.9M10.4 8V6v3.1c0 1.5-1 2.6-2.5 2.6-1.2 0-1.8-.6-2.4-1.7l-.9-1.7"
        className="lw-on"
        strokeWidth="1.1"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  running: ring,
  failing: (
    <>
      <path d={octagon} className="lw-fill" />
      <path d="M8 4.6A3.4 3.4 0 1 1 4.6 8" className="lw-on" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  cancelling: (
    <>
      <rect x="2.25" y="2.25" width="11.5" height="11.5" rx="2" className="lw-stroke" strokeDasharray="3 2" />
      <path d="M5.5 10.5l5-5" className="lw-stroke" strokeLinecap="round" />
    </>
  ),
  succeeded: (
    <>
      <circle cx="8" cy="8" r="6.75" className="lw-fill" />
      <path d="M5.2 8.2l2 2 3.7-4.1" className="lw-on" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  failed: (
    <>
      <path d={octagon} className="lw-fill" />
      <path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" className="lw-on" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  cancelled: (
    <>
      <rect x="2.25" y="2.25" width="11.5" height="11.5" rx="2" className="lw-stroke" />
      <path d="M5.5 10.5l5-5" className="lw-stroke" strokeLinecap="round" />
    </>
  ),
  skipped: <circle cx="8" cy="8" r="5.75" className="lw-stroke" strokeDasharray="2.4 2.1" />,
  drifted: triangle,
  superseded: triangle,
}
