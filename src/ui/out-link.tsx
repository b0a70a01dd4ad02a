import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'

/** A link to another site, opened in a new tab. Shows its address by default. */
export function OutLink({ url, children = url }: { readonly url: string; readonly children?: ReactNode }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" className="lw-row">
      {children}
      <ExternalLink size={14} aria-hidden />
    </a>
  )
}
