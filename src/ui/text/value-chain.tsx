import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { oneLine } from '../fields/one-line.ts'
import './value-chain.css'

/** A link of the chain: a layer, the place in it, and the value. */
export interface ChainLink {
  readonly layer: string
  readonly source: string
  readonly value: string
  /** Whether the layer sets a value. */
  readonly isSaid: boolean
  readonly isWinner: boolean
  /** The page where it is set. */
  readonly to?: string | undefined
}

export interface ValueChainProps {
  readonly label: string
  readonly links: readonly ChainLink[]
  /** Read after an overruled value, since striking through is only visible. */
  readonly overruled: string
  /** Read after the effective value. */
  readonly wins: string
}

/**
 * Where a value comes from, strongest first: the winner is highlighted, the others are struck through, and each links
 * to its place.
 */
export function ValueChain({ label, links, overruled, wins }: ValueChainProps): ReactNode {
  return (
    <ol className="lw-chain" aria-label={label}>
      {links.map((link, index) => (
        <li key={index} data-won={link.isWinner || undefined} data-said={link.isSaid || undefined}>
          <span className="lw-chain-dot" aria-hidden />
          <span>{link.layer}</span>
          <span className="lw-chain-source lw-ellipsis" title={link.source}>
            {link.to === undefined || link.source === '' ? link.source : <Link to={link.to}>{link.source}</Link>}
          </span>
          <span className="lw-chain-value lw-mono lw-ellipsis" title={link.value}>
            {oneLine(link.value)}
            {link.isWinner ? <span className="lw-hidden"> ({wins})</span> : null}
            {link.isSaid && !link.isWinner ? <span className="lw-hidden"> ({overruled})</span> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
