import { type Role, roleSchema, rolesThatCan } from '#domain/access/roles.ts'
import { Checkboxes } from '#ui/fields/checkboxes.tsx'
import { useRoleWord } from '../off-reason.ts'

const approving = rolesThatCan('gate.decide')

interface RoleChoiceProps {
  readonly label: string
  readonly roles: readonly string[]
  readonly onChange: (roles: Role[]) => void
  readonly layout?: 'row' | 'column'
  readonly isDisabled?: boolean
}

/** The roles whose people may open a gate. One that may not, but was written into the document, can be taken out. */
export function RoleChoice({ roles, ...choice }: RoleChoiceProps) {
  const roleWord = useRoleWord()
  const offered = roleSchema.options.filter((role) => approving.includes(role) || roles.includes(role))
  return (
    <Checkboxes
      {...choice}
      choices={offered.map((id) => ({ id, title: roleWord(id) }))}
      chosen={offered.filter((role) => roles.includes(role))}
    />
  )
}
