import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import { QvsEditor, QvsWays } from './qvs-editor.tsx'
import { qvsMessages } from './qvs-messages.ts'

/** The QVS Config of one of the line's applications, edited in the line's change set. The URL says which. */
export function QvsTab() {
  const t = useMessages(qvsMessages)
  const { project, editor, editable } = useDesigner()
  const view = useView()
  const [search, change] = useAddress()
  const inLine = new Set(view.line.spec.stages.map((stage) => stage.spec.deployment.app))
  const names = view.world.applications.map(({ name }) => name)
  const applications = names.toSorted((a, b) => Number(inLine.has(b)) - Number(inLine.has(a)))
  const selected = view.line.spec.stages.find(({ name }) => name === search.get('select'))?.spec.deployment.app
  const application = search.get('config') ?? selected ?? applications[0]
  if (application === undefined) return null
  return (
    <div className="lw-qvs">
      <div className="lw-qvs-head">
        <Select
          label={t('application')}
          quiet
          value={application}
          choices={applications.map((name) => ({ id: name, title: name }))}
          onChange={(name) => change({ config: name, configLine: undefined })}
        />
        <QvsWays />
      </div>
      <QvsEditor key={application} {...{ project, application, editor, editable }} adapters={view.world.adapters} />
    </div>
  )
}
