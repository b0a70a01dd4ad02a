import type { ReactNode } from 'react'

interface FactProps {
  readonly name: string
  readonly children: ReactNode
  readonly mono?: boolean
}

/** A name and what it stands for, in a `<dl>`. */
export function Fact({ name, children, mono = false }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={mono ? 'lw-mono' : undefined}>{children}</dd>
    </>
  )
}
