import { z } from 'zod'
import { splitNames } from '#domain/split-names.ts'
import { TextField } from '#ui/fields/text-field.tsx'
import { useTyped } from '../use-typed.ts'

interface NamesFieldProps {
  readonly label: string
  readonly help?: string
  readonly isDisabled?: boolean
  /** Storage key for unfinished typing, as for `useTyped`. */
  readonly keptAs: string
  readonly names: readonly string[]
  readonly onChange: (names: readonly string[]) => void
}

/** Names as comma-separated text, split only on blur so that a comma can be typed. */
export function NamesField({ keptAs, names, onChange, ...field }: NamesFieldProps) {
  const [typed, setTyped] = useTyped(keptAs, z.string().optional(), undefined)
  return (
    <TextField
      {...field}
      value={typed ?? names.join(', ')}
      onChange={setTyped}
      onBlur={() => {
        setTyped(undefined)
        if (typed === undefined) return
        const next = splitNames(typed)
        if (next.join() !== names.join()) onChange(next)
      }}
    />
  )
}
