import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { oneLine } from '../fields/one-line.ts'
import './value-chain.css'

/** One link of the chain: a layer, where in it something is said, and what. */
export interface ChainLink {
  readonly layer: string
  readonly source: string
  readonly value: string
  /** Whether the layer says anything at all. */
  readonly isSaid: boolean
  readonly isWinner: boolean
  /** Where it is said. */
  readonly to?: string | undefined
}

export interface ValueChainProps {
  readonly label: string
  readonly links: readonly ChainLink[]
  /** Read after a value that counts for nothing: losers are struck through, which only eyes see. */
  readonly overruled: string
  /** Read after the value that counts. */
  readonly wins: string
}

/** Where a value comes from: strongest on top, the winner on accent ground, losers struck through; each link goes to its place. */
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
