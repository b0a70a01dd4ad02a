import { useState } from 'react'
import type { World } from '#domain/line/world.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { composeMessages } from './compose-messages.ts'
import { designerMessages } from '../messages.ts'

/** The applications and environments that an adapter is inserted for. */
export interface Targets {
  readonly applications: readonly string[]
  readonly environments: readonly string[]
}

export interface ChooseTargetsProps {
  readonly world: World
  readonly adapter: string
  /** Where its stages go: into each environment, once per application, or nowhere if it has none. */
  readonly stands: 'in-each' | 'once' | 'nowhere'
  readonly chosen: Targets
  readonly onClose: () => void
  readonly onChoose: (targets: Targets) => void
}

/** Asks which applications and environments an adapter is for, if neither lane nor neighbour tells. */
export function ChooseTargets({ world, adapter, stands, chosen, onClose, onChoose }: ChooseTargetsProps) {
  const t = useMessages({ ...designerMessages, ...composeMessages })
  const [applications, setApplications] = useState(chosen.applications)
  const [environments, setEnvironments] = useState(chosen.environments)
  const isReady = applications.length > 0 && (stands !== 'in-each' || environments.length > 0)
  return (
    <Dialog
      isOpen
      title={t('everyApplication')}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" type="submit" form="lw-targets" reason={isReady ? undefined : t('chooseSome')}>
          {t('insertMany')}
        </Button>
      }
    >
      <p className="lw-muted">
        {t(stands === 'nowhere' ? 'everyApplicationResources' : 'everyApplicationText', { adapter })}
      </p>
      <form
        id="lw-targets"
        className="lw-targets"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) onChoose({ applications, environments })
        }}
      >
        <Choices title={t('applications')} all={world.applications} chosen={applications} onChoose={setApplications} />
        {stands === 'once' ? <p className="lw-muted">{t('oncePerApplication')}</p> : null}
        {stands === 'in-each' ? (
          <Choices
            title={t('inEnvironments')}
            all={world.environments}
            chosen={environments}
            onChoose={setEnvironments}
          />
        ) : null}
      </form>
    </Dialog>
  )
}

interface ChoicesProps {
  readonly title: string
  readonly all: readonly { readonly name: string; readonly displayName: string }[]
  readonly chosen: readonly string[]
  readonly onChoose: (names: readonly string[]) => void
}

/** Keeps the choices in their own order, in whatever order they were ticked. */
function Choices({ title, all, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset className="lw-targets-group">
      <legend>{title}</legend>
      {all.map(({ name, displayName }) => (
        <Checkbox
          key={name}
          isSelected={chosen.includes(name)}
          onChange={(isOn) =>
            onChoose(all.map((one) => one.name).filter((one) => (one === name ? isOn : chosen.includes(one))))
          }
        >
          {displayName}
        </Checkbox>
      ))}
    </fieldset>
  )
}
