import type { ReactNode } from 'react'
import './page.css'

export interface PageProps {
  readonly title: string
  readonly note: string
  /** Filters and views, at the right of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** The frame of list pages: title, a sentence of explanation, content. */
export function Page({ title, note, aside, children }: PageProps) {
  return (
    <div className="lw-page">
      <header className="lw-page-head">
        <h1 className="lw-page-title">{title}</h1>
        <p className="lw-muted">{note}</p>
        {aside === undefined ? null : <div className="lw-page-aside">{aside}</div>}
      </header>
      {children}
    </div>
  )
}
