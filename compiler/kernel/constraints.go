package main

import (
	"encoding/json"
	"math"
	"regexp"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/format"
)

// constraints reads what a value may be into the field that describes it.
type constraints struct {
	out *field
}

func (c *constraints) read(v cue.Value, depth int) {
	if depth > 8 {
		return
	}
	op, args := v.Expr()
	switch op {
	case cue.AndOp:
		for _, arg := range args {
			c.read(arg, depth+1)
		}
	case cue.OrOp:
		// A default next to the constraint is another disjunct; two constrained disjuncts describe no single range.
		open := []cue.Value{}
		for _, arg := range args {
			if !arg.IsConcrete() {
				open = append(open, arg)
			}
		}
		if len(open) == 1 {
			c.read(open[0], depth+1)
		}
	case cue.NoOp:
		// A default that its own disjunction covers leaves one member.
		if len(args) == 1 && args[0] != v {
			c.read(args[0], depth+1)
		}
	case cue.GreaterThanEqualOp, cue.GreaterThanOp, cue.LessThanEqualOp, cue.LessThanOp:
		number, err := args[0].Float64()
		if err != nil {
			return
		}
		c.bound(op, number)
	case cue.RegexMatchOp:
		if text, err := args[len(args)-1].String(); err == nil {
			c.matches("", text, "")
		}
	case cue.CallOp:
		c.call(args)
	case cue.SelectorOp:
		if target := cue.Dereference(v); target != v {
			c.read(target, depth+1)
		}
	}
}

// bound takes a limit of a number in; whole numbers have the next one as theirs, where the limit itself is none of the values.
func (c *constraints) bound(op cue.Op, limit float64) {
	whole := c.out.Kind == "int"
	switch op {
	case cue.GreaterThanOp:
		if !whole {
			c.out.Above = &limit
			return
		}
		limit = math.Floor(limit) + 1
		fallthrough
	case cue.GreaterThanEqualOp:
		c.out.Minimum = &limit
	case cue.LessThanOp:
		if !whole {
			c.out.Below = &limit
			return
		}
		limit = math.Ceil(limit) - 1
		fallthrough
	default:
		c.out.Maximum = &limit
	}
}

func (c *constraints) call(args []cue.Value) {
	if len(args) == 0 {
		return
	}
	text := ""
	if syntax, err := format.Node(args[0].Syntax()); err == nil {
		text = string(syntax)
	}
	length := func() *int {
		if len(args) < 2 {
			return nil
		}
		if n, err := args[1].Int64(); err == nil {
			size := int(n)
			return &size
		}
		return nil
	}
	part := func() string {
		if len(args) < 2 {
			return ""
		}
		text, _ := args[1].String()
		return text
	}
	switch {
	case strings.Contains(text, "MinRunes"):
		c.out.MinLength = length()
	case strings.Contains(text, "MaxRunes"):
		c.out.MaxLength = length()
	case strings.Contains(text, "HasPrefix"):
		c.matches("^", part(), "")
	case strings.Contains(text, "HasSuffix"):
		c.matches("", part(), "$")
	case strings.Contains(text, "Duration"):
		c.out.Format = "duration"
	}
}

// matches asks the value for a pattern, or for a text at its beginning or end; forms check one of them, the kernel all.
func (c *constraints) matches(before, text, after string) {
	if c.out.Pattern != "" || text == "" {
		return
	}
	if before+after != "" {
		text = regexp.QuoteMeta(text)
	}
	c.out.Pattern = before + text + after
}

// enumOf lists the members of a disjunction; it is closed when all of them are concrete.
func enumOf(v cue.Value, depth int) ([]json.RawMessage, bool) {
	if depth > 8 {
		return nil, false
	}
	op, args := v.Expr()
	switch op {
	case cue.OrOp:
		out := []json.RawMessage{}
		for _, arg := range args {
			members, closed := enumOf(arg, depth+1)
			if !closed {
				return nil, false
			}
			for _, member := range members {
				out = appendNew(out, member)
			}
		}
		return out, true
	case cue.AndOp:
		for _, arg := range args {
			if members, closed := enumOf(arg, depth+1); closed && len(members) > 1 {
				return members, true
			}
		}
		return nil, false
	case cue.SelectorOp:
		if target := cue.Dereference(v); target != v && !v.IsConcrete() {
			return enumOf(target, depth+1)
		}
	}
	if v.IsConcrete() && v.IncompleteKind()&(cue.StructKind|cue.ListKind) == 0 {
		if raw, err := plain(v); err == nil {
			return []json.RawMessage{raw}, true
		}
	}
	return nil, false
}

func appendNew(list []json.RawMessage, item json.RawMessage) []json.RawMessage {
	for _, known := range list {
		if string(known) == string(item) {
			return list
		}
	}
	return append(list, item)
}
