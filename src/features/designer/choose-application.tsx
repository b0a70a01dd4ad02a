import { useState } from 'react'
import type { World } from '#domain/line/world.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/select.tsx'
import { designerMessages } from './messages.ts'

export interface ChooseApplicationProps {
  readonly world: World
  readonly adapter: string
  readonly application: string | undefined
  readonly environment: string | undefined
  readonly onClose: () => void
  readonly onChoose: (application: string, environment: string | undefined) => void
}

/** Asks for which application an adapter is meant, where neither lane nor neighbour tells. */
export function ChooseApplication({
  world,
  adapter,
  application,
  environment,
  onClose,
  onChoose,
}: ChooseApplicationProps) {
  const t = useMessages(designerMessages)
  const [app, setApp] = useState(application ?? world.applications[0]?.name)
  const [lane, setLane] = useState(environment ?? world.environments[0]?.name)
  return (
    <Dialog
      isOpen
      title={t('chooseApplication')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={app === undefined}
            onPress={() => (app === undefined ? undefined : onChoose(app, lane))}
          >
            {t('insert')}
          </Button>
        </>
      }
    >
      <p className="lw-muted">{t('chooseApplicationText', { adapter })}</p>
      <Select
        label={t('application')}
        value={app}
        onChange={setApp}
        choices={world.applications.map((entry) => ({ id: entry.name, title: entry.displayName }))}
      />
      <Select
        label={t('environment')}
        value={lane}
        onChange={setLane}
        choices={world.environments.map((entry) => ({ id: entry.name, title: entry.displayName }))}
      />
    </Dialog>
  )
}
