import { expect, it } from 'vitest'
import { firstSentence, readmeParameters } from './readme-parameters.ts'

const readme = `# Site

| Resource ID | Description |
| --- | --- |
| site | No parameter |

## Infrastructure Parameters

| Parameter Name | Type | Required | Description | Example |
|:---|---|---|---|---|
| \`host\` | string | yes | Where people find it <br> Without a scheme | a\\|b |
| clouds.aws | bool | no | Whether it is there | true |
| port | string | no | - | 80 |

## CI/CD Parameters

### Adapter Options

| Parameter Name | Type | Description |
| --- | --- | --- |
| useSshKey | bool | Fetches by SSH \\| otherwise by HTTPS |

### Parameters

| Parameter Name | Type | Description |
| --- | --- | --- |
| host | string | Of the pipeline |
`

it('reads what tables say about parameters and options', () => {
  const { parameters, options } = readmeParameters(readme)
  expect([...parameters]).toEqual([
    ['host', 'Where people find it Without a scheme'],
    ['clouds.aws', 'Whether it is there'],
  ])
  expect([...options]).toEqual([['useSshKey', 'Fetches by SSH | otherwise by HTTPS']])
})

it('takes the first sentence of a README for a description', () => {
  expect(firstSentence('# Site\n\n![Plan](a.png)\n\nServes [pages](x) of `v1.2` fast. More of it.\n')).toBe(
    'Serves pages of v1.2 fast.',
  )
  expect(firstSentence('# サイト\n\nページを配信します。詳細は下記。\n')).toBe('ページを配信します。')
  expect(firstSentence('# Site\n\n| a | b |\n')).toBe('')
})
