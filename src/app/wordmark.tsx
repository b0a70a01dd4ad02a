import './wordmark.css'

/** The mark: a line that leaves one station, passes another and ends in a third. */
export function Wordmark() {
  return (
    <span className="lw-wordmark">
      <svg width="22" height="22" viewBox="0 0 24 24" fill="none" aria-hidden>
        <circle cx="4.5" cy="4.5" r="2.5" />
        <path d="M4.5 7v5.5a6 6 0 0 0 6 6h3.6" />
        <path d="M11 8.2h2.1a3.5 3.5 0 0 1 3.5 3.5v4.3" />
        <circle cx="16.6" cy="18.5" r="2.5" />
      </svg>
      Linewright
    </span>
  )
}
