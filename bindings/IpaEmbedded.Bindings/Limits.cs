namespace IpaEmbedded.Bindings;

/// <summary>
/// The most of everything that hostile bindings or trees could ask for without end; what passes one gets a finding, whose
/// id stands with each. <c>BindingLimitTests</c> has a test for each.
/// </summary>
internal static class Limits
{
    /// <summary>Bytes of one binding file; the kernel's largest has a tenth of it (DT4013).</summary>
    public const int FileBytes = 1 << 20;

    /// <summary>Lists and maps inside one another in a binding file (DT4013).</summary>
    public const int FileDepth = 64;

    /// <summary>Events of the YAML parser in one binding file: a scalar is one, a list or map two (DT4013).</summary>
    public const int FileEvents = 200_000;

    /// <summary>UTF-8 bytes of one scalar (DT4013).</summary>
    public const int ScalarBytes = 64 << 10;

    /// <summary>Values that aliases and short forms of one file copy, each use counted (DT4013).</summary>
    public const int CopiedValues = 10_000;

    /// <summary>Characters of a regular expression (DT4013).</summary>
    public const int PatternLength = 1024;

    /// <summary>Characters of a text in which an expression that needs backtracking is searched (DT4012).</summary>
    public const int BacktrackedLength = 256;

    /// <summary>
    /// Characters and classes of an expression, each as often as its counts say, beyond which it is not searched in linear time: for each character of a
    /// text that takes time with the square of them, a millisecond with so many (DT4012).
    /// </summary>
    public const int LinearPatternSize = 128;

    /// <summary>Milliseconds for one search with a regular expression (DT4012).</summary>
    public const int PatternMilliseconds = 50;

    /// <summary>Searches of one set of bindings that may run out of time before none that needs backtracking is begun (DT4012).</summary>
    public const int PatternTimeouts = 10;

    /// <summary>Texts for which one pattern, or names for which one list of rules, is remembered; then it begins anew.</summary>
    public const int RememberedTexts = 1 << 12;

    /// <summary>Rules entered inside one another for one node; the kernel's go 20 deep (DT4010).</summary>
    public const int RuleDepth = 64;

    /// <summary>Rules entered while one tree is validated (DT4011) ...</summary>
    public const long Steps = 10_000_000;

    /// <summary>... and those that each node of it adds; the kernel's need less than a thousand.</summary>
    public const long StepsForEachNode = 10_000;

    /// <summary>Steps for one node and one binding after which the answers behind references are remembered; real bindings stay below.</summary>
    public const int StepsBeforeRemembering = 10_000;

    /// <summary>Nodes of a tree inside one another (DT3028).</summary>
    public const int TreeDepth = 256;

    /// <summary>Meta-schemas inside one another for one part of a binding file; a file's own depth is limited before.</summary>
    public const int MetaDepth = 512;

    /// <summary>Meta-schemas entered for one binding file; the kernel's largest needs a hundredth of it (DT4011).</summary>
    public const long MetaSteps = 10_000_000;

    /// <summary>Names that are collected and compared for the conditions of one binding file; the kernel's files need a hundredth of it (DT4011).</summary>
    public const long ConditionSteps = 5_000_000;

    /// <summary>Values that one finding lists.</summary>
    public const int ListedValues = 8;

    /// <summary>Characters of a value of a binding that one finding shows.</summary>
    public const int ShownCharacters = 200;
}
