import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'

/** A link out of the workbench, which opens apart: it reads as its address unless something else says more. */
export function OutLink({ url, children = url }: { readonly url: string; readonly children?: ReactNode }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" className="lw-row">
      {children}
      <ExternalLink size={14} aria-hidden />
    </a>
  )
}
