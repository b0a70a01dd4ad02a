import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useCommands } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { appCommands } from './app-commands.ts'
import { focusPage } from './focus-page.ts'
import { appMessages } from './messages.ts'
import { railPlaces } from './rail.tsx'

/** Registers the commands of the shell. */
export function useAppCommands(project: string | undefined): void {
  const t = useMessages(appMessages)
  const navigate = useNavigate()
  const commands = useMemo(
    () =>
      appCommands(
        t,
        project,
        railPlaces.map(({ place }) => place),
        (to) => void Promise.resolve(navigate(to)).then(focusPage),
      ),
    [t, project, navigate],
  )
  useCommands(commands)
}
