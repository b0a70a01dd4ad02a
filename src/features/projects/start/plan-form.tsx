import type { Outline } from '#contract/outline.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Checkboxes } from '#ui/fields/checkboxes.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { startMessages } from './start-messages.ts'
import {
  type Facts,
  foundIn,
  isVariable,
  parametersOf,
  type Plan,
  planKinds,
  type Source,
  suggestFolder,
} from './start-plan.ts'
import './start-dialog.css'

export interface PlanFormProps {
  readonly plan: Plan
  readonly facts: Facts
  readonly source: Source
  readonly outline: Outline
  readonly onChange: (plan: Plan) => void
}

/** What was recognised in the code, to be corrected, and questions about the rest. */
export function PlanForm(props: PlanFormProps) {
  const { plan, facts, onChange } = props
  const t = useMessages(startMessages)
  const { kind } = plan
  const found = foundIn(facts, plan.folder)
  const signs = found.signs.map(({ file, what }) =>
    t(what, { file, another: t('another'), variable: plan.portVariable }),
  )
  return (
    <>
      <p className="lw-muted">
        {[t('found', { count: facts.files, branch: facts.branch }), ...signs].join(' ')}
        {found.kind === undefined && signs.length === 0 ? ` ${t('unsure')}` : ''}
      </p>
      <div className="lw-start-columns">
        <div className="lw-stack">
          <CodeQuestions {...props} />
        </div>
        <div className="lw-stack">
          <DeliveryQuestions plan={plan} onChange={onChange} />
        </div>
      </div>
      {kind === undefined || kind === 'another' ? null : (
        <Details plan={plan} names={parametersOf[kind]} onChange={onChange} />
      )}
      {kind === undefined || kind === 'static-site' || kind === 'another' ? null : (
        <p className="lw-muted">{t('portHint', { variable: plan.portVariable })}</p>
      )}
    </>
  )
}

/** What the code is, and the names of the application and line that are made for it. */
function CodeQuestions({ plan, facts, source, outline, onChange }: PlanFormProps) {
  const t = useMessages(startMessages)
  const { kind } = plan
  const { programs = [] } = foundIn(facts, plan.folder)
  const isTaken = outline.applications.some(({ name }) => name === plan.application)
  const isLineTaken = outline.lines.some(({ name }) => name === plan.line)
  return (
    <>
      {facts.applications.length === 1 ? null : (
        <Select
          label={t('folder')}
          help={t('folderHelp')}
          choices={facts.applications.map(({ folder }) => ({
            id: folder,
            title: folder === '.' ? t('wholeRepository') : folder,
          }))}
          value={plan.folder}
          onChange={(folder) => onChange({ ...plan, ...suggestFolder(folder, facts, source, outline) })}
        />
      )}
      <Select
        label={t('kind')}
        choices={planKinds.map((id) => ({ id, title: t(id) }))}
        value={kind}
        onChange={(id) => onChange({ ...plan, kind: planKinds.find((known) => known === id) })}
        isRequired
      />
      {kind !== 'go-service' || programs.length < 2 ? null : (
        <Select
          label={t('whichProgram')}
          help={t('whichProgramHelp')}
          choices={programs.map((id) => ({ id, title: id === '.' ? t('moduleRoot') : id }))}
          value={plan.parameters['mainPackage'] ?? (programs.includes('.') ? '.' : undefined)}
          onChange={(mainPackage) => onChange({ ...plan, parameters: { ...plan.parameters, mainPackage } })}
          isRequired
        />
      )}
      <TextField
        label={t('application')}
        help={t('applicationHelp')}
        error={isTaken ? t('applicationTaken') : undefined}
        mono
        isRequired
        value={plan.application}
        onChange={(application) => onChange({ ...plan, application, line: `${application}-release` })}
      />
      <TextField
        label={t('line')}
        error={isLineTaken ? t('lineTaken') : undefined}
        mono
        isRequired
        value={plan.line}
        onChange={(line) => onChange({ ...plan, line })}
      />
    </>
  )
}

interface PlanPartProps {
  readonly plan: Plan
  readonly onChange: (plan: Plan) => void
}

/** Where the application is delivered, and what must hold before. */
function DeliveryQuestions({ plan, onChange }: PlanPartProps) {
  const t = useMessages(startMessages)
  const { kind } = plan
  const chosen = plan.environments.filter(({ isChosen }) => isChosen)
  // Questions about building, running and approving only apply to kinds that the platform can build.
  const isBuilt = kind !== 'another'
  const gated = isBuilt && chosen.length > 1 ? chosen.at(-1) : undefined
  return (
    <>
      <Checkboxes
        label={t('environments')}
        layout="column"
        choices={plan.environments.map(({ name, displayName, isNew }) => ({
          id: name,
          title: isNew ? t('newEnvironment', { name: displayName }) : displayName,
        }))}
        chosen={chosen.map(({ name }) => name)}
        onChange={(names) =>
          onChange({
            ...plan,
            environments: plan.environments.map((one) => ({ ...one, isChosen: names.includes(one.name) })),
          })
        }
      />
      {gated === undefined ? null : (
        <Switch isSelected={plan.hasGate} onChange={(hasGate) => onChange({ ...plan, hasGate })}>
          {t('gate', { environment: gated.displayName })}
        </Switch>
      )}
      {gated !== undefined && plan.hasGate && plan.isAlone ? <p className="lw-muted">{t('gateAlone')}</p> : null}
      {kind === undefined || kind === 'static-site' || !isBuilt ? null : (
        <TextField
          label={t('readinessPath')}
          help={t('readinessPathHelp')}
          mono
          isRequired
          value={plan.readinessPath}
          onChange={(readinessPath) => onChange({ ...plan, readinessPath })}
        />
      )}
      {isBuilt ? (
        <Switch isSelected={plan.runTests} onChange={(runTests) => onChange({ ...plan, runTests })}>
          {t('runTests')}
        </Switch>
      ) : (
        <p className="lw-muted">{t('anotherText')}</p>
      )}
    </>
  )
}

interface DetailsProps extends PlanPartProps {
  readonly names: readonly string[]
}

const named = [
  'mainPackage',
  'requirementsFile',
  'installCommand',
  'buildCommand',
  'testCommand',
  'startCommand',
  'siteDirectory',
] as const
const helps: Partial<Record<string, 'mainPackageHelp' | 'installCommandHelp' | 'startCommandHelp'>> = {
  mainPackage: 'mainPackageHelp',
  installCommand: 'installCommandHelp',
  startCommand: 'startCommandHelp',
}

function Details({ plan, names, onChange }: DetailsProps) {
  const t = useMessages(startMessages)
  return (
    <details>
      <summary>{t('details')}</summary>
      <div className="lw-start-columns">
        {named
          .filter((name) => names.includes(name))
          .map((name) => (
            <TextField
              key={name}
              label={t(name)}
              mono
              help={helps[name] === undefined ? undefined : t(helps[name])}
              value={plan.parameters[name] ?? ''}
              onChange={(value) => onChange({ ...plan, parameters: { ...plan.parameters, [name]: value } })}
            />
          ))}
        {plan.kind === 'static-site' ? null : (
          <TextField
            label={t('portVariable')}
            mono
            error={isVariable(plan.portVariable) ? undefined : t('portVariableHelp')}
            value={plan.portVariable}
            onChange={(portVariable) => onChange({ ...plan, portVariable })}
          />
        )}
      </div>
    </details>
  )
}
