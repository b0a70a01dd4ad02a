package main

import "encoding/json"

// moduleSource is a CUE module: files by path below the module root. Files travel once; later requests name the digest only.
type moduleSource struct {
	Digest string            `json:"digest"`
	Files  map[string]string `json:"files,omitempty"`
}

type patternUse struct {
	Pattern        string                     `json:"pattern"`
	Params         map[string]json.RawMessage `json:"params"`
	PipelineParams map[string]json.RawMessage `json:"pipelineParams"`
	// Open names parameters that are given, but whose values are not known yet.
	Open []string `json:"open"`
}

type request struct {
	Method          string         `json:"method"`
	Modules         []moduleSource `json:"modules"`
	Patterns        []patternUse   `json:"patterns"`
	AppconfigParams []string       `json:"appconfigParams"`
	Setup           bool           `json:"setup"`
	Provenance      bool           `json:"provenance"`
	Validate        bool           `json:"validate"`
	File            string         `json:"file"`
	Text            string         `json:"text"`
}

type answer struct {
	Value  any       `json:"value,omitempty"`
	Needs  []string  `json:"needs,omitempty"`
	Errors []problem `json:"errors,omitempty"`
	// Ignored stands beside errors; a value tells of it itself.
	Ignored []problem `json:"ignored,omitempty"`
}

type position struct {
	Module string `json:"module"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// problem is a CUE error, or one of ours. Adapters are the import paths whose files take part in it.
type problem struct {
	Code      string     `json:"code"`
	Message   string     `json:"message"`
	Path      string     `json:"path"`
	Positions []position `json:"positions"`
	Adapters  []string   `json:"adapters"`
	Sides     []side     `json:"sides,omitempty"`
	// Words are what the message is put together from.
	Words map[string]string `json:"words,omitempty"`
	// Parameter is given by the QVS Config to the adapter, and its value is what the adapter fails on.
	Parameter string `json:"parameter,omitempty"`
	// Use is which of the given uses of adapters is wrong, where one of them is.
	Use *int `json:"use,omitempty"`
	// at is the whole path of the value, as CUE has it.
	at []string
	// derived is told of a text that the value goes into.
	derived bool
}

// side is what one adapter says where several contradict each other.
type side struct {
	Adapter  string          `json:"adapter"`
	Via      []string        `json:"via"`
	Value    json.RawMessage `json:"value"`
	Position *position       `json:"position,omitempty"`
	// Use is the use of an adapter that brings it in, and Parameter the one that the QVS Config gives for this value, where one does.
	Use       int    `json:"use"`
	Parameter string `json:"parameter,omitempty"`
	Option    bool   `json:"option,omitempty"`
}

type field struct {
	Name       string            `json:"name"`
	Kind       string            `json:"kind"`
	Required   bool              `json:"required"`
	Default    json.RawMessage   `json:"default,omitempty"`
	Options    []json.RawMessage `json:"enum,omitempty"`
	Minimum    *float64          `json:"minimum,omitempty"`
	Maximum    *float64          `json:"maximum,omitempty"`
	Above      *float64          `json:"above,omitempty"`
	Below      *float64          `json:"below,omitempty"`
	Pattern    string            `json:"pattern,omitempty"`
	MinLength  *int              `json:"minLength,omitempty"`
	MaxLength  *int              `json:"maxLength,omitempty"`
	Format     string            `json:"format,omitempty"`
	Doc        string            `json:"doc"`
	Constraint string            `json:"constraint"`
	Position   *position         `json:"position,omitempty"`
	When       *condition        `json:"when,omitempty"`
	Item       *field            `json:"item,omitempty"`
	Fields     []field           `json:"fields,omitempty"`
}

type resourceSummary struct {
	Phase      string `json:"phase"`
	ID         string `json:"id"`
	APIVersion string `json:"apiVersion,omitempty"`
	Kind       string `json:"kind,omitempty"`
	// The resource is there only with this value of a parameter.
	When *condition `json:"when,omitempty"`
}

type composition struct {
	Pattern string `json:"pattern"`
	Group   string `json:"group,omitempty"`
}

type adapter struct {
	ID          string            `json:"id"`
	Module      string            `json:"module"`
	Name        string            `json:"name"`
	Description string            `json:"description"`
	Position    *position         `json:"position,omitempty"`
	Readme      string            `json:"readme,omitempty"`
	Catalog     json.RawMessage   `json:"catalog,omitempty"`
	Parameters  []field           `json:"parameters"`
	Options     []field           `json:"options"`
	Stages      []stage           `json:"stages"`
	Resources   []resourceSummary `json:"resources"`
	Composes    []composition     `json:"composes"`
	Errors      []problem         `json:"errors"`
	Ignored     []problem         `json:"ignored"`
	// unnamed is an adapter that only says that a name is a text.
	unnamed bool
}

type taskParam struct {
	Name        string  `json:"name"`
	Description string  `json:"description"`
	Default     *string `json:"default,omitempty"`
	Prefix      bool    `json:"prefix"`
}

// reference is a value of the pipeline language: literal text, the result of a task, or a parameter of a task.
type reference struct {
	Text   *string  `json:"text,omitempty"`
	Result []string `json:"result,omitempty"`
	Param  []string `json:"param,omitempty"`
}

type constParam struct {
	Name  string    `json:"name"`
	Value reference `json:"value"`
}

type whenExpr struct {
	Input    reference `json:"input"`
	Operator string    `json:"operator"`
	Values   []string  `json:"values"`
}

type named struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// task is a task builder after evaluation; Spec holds what goes into the Tekton Task as it is (steps, volumes, workspaces, sidecars).
type task struct {
	ID               string                     `json:"id"`
	Name             string                     `json:"name"`
	Prefix           string                     `json:"prefix"`
	PrefixAllParams  bool                       `json:"prefixAllParams"`
	Params           []taskParam                `json:"params"`
	RunAfter         []string                   `json:"runAfter"`
	When             []whenExpr                 `json:"when"`
	ApprovalRequired bool                       `json:"approvalRequired"`
	UsesAppParams    bool                       `json:"usesAppParams"`
	UsesAppSecrets   bool                       `json:"usesAppSecrets"`
	Env              string                     `json:"env"`
	ConstParams      []constParam               `json:"constParams"`
	Results          []named                    `json:"results"`
	Spec             map[string]json.RawMessage `json:"spec"`
	Retries          int                        `json:"retries"`
	Timeout          string                     `json:"timeout,omitempty"`
	Adapters         []string                   `json:"adapters"`
	Leaves           []leaf                     `json:"leaves"`
}

type stageResult struct {
	Name        string    `json:"name"`
	Description string    `json:"description"`
	Value       reference `json:"value"`
	Adapters    []string  `json:"adapters"`
	Leaves      []leaf    `json:"leaves"`
}

type stage struct {
	Name     string        `json:"name"`
	Tasks    []task        `json:"tasks"`
	Results  []stageResult `json:"results"`
	Adapters []string      `json:"adapters"`
}

// parameterOrigin is one link of a chain: a parameter or option of an adapter, and where its value was given.
type parameterOrigin struct {
	Adapter     string            `json:"adapter"`
	Name        string            `json:"name"`
	Option      bool              `json:"option,omitempty"`
	Declaration *position         `json:"declaration,omitempty"`
	Given       string            `json:"given"`
	Config      *int              `json:"config,omitempty"`
	At          *position         `json:"at,omitempty"`
	From        []parameterOrigin `json:"from"`
}

// origin says that a place of an adapter contributed to a leaf; schema is true when it only constrains.
type origin struct {
	Adapter    string            `json:"adapter"`
	Via        []string          `json:"via"`
	Position   *position         `json:"position,omitempty"`
	Schema     bool              `json:"schema"`
	Parameters []parameterOrigin `json:"parameters"`
	Because    []because         `json:"because,omitempty"`
}

type leaf struct {
	Path    []any    `json:"path"`
	Origins []origin `json:"origins"`
}

type resource struct {
	ID       string          `json:"id"`
	Data     json.RawMessage `json:"data"`
	Adapters []string        `json:"adapters"`
	Leaves   []leaf          `json:"leaves"`
}
