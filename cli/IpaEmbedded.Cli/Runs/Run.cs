using IpaEmbedded.Cli.Boot;

namespace IpaEmbedded.Cli.Runs;

/// <summary>A recorded run: what <c>--report</c> draws and <c>--trace</c> writes. Bounded, however long the run was.</summary>
public sealed class Run
{
    /// <summary>Most register accesses that are kept.</summary>
    public const int MaxAccesses = 4000;

    /// <summary>Most marks of the timeline that are kept; as many points of ring levels.</summary>
    public const int MaxMarks = 10 * MaxMarksOfLane;

    /// <summary>Most marks of one lane, so that a busy one leaves room for the others.</summary>
    public const int MaxMarksOfLane = 1000;

    private readonly Dictionary<RunLane, int> _marksOfLane = [];

    /// <summary>Most messages and packets that are kept.</summary>
    public const int MaxExchanges = 300;

    /// <summary>The tree, as people may see its path.</summary>
    public string Tree { get; set; } = "";

    /// <summary>Seed of the hardware's latencies.</summary>
    public uint Seed { get; set; }

    /// <summary>Version of the IPA, such as v3.5.1.</summary>
    public string Version { get; set; } = "";

    /// <summary>Clock of the core while it is on.</summary>
    public uint CoreClockHertz { get; set; }

    /// <summary>The faults that were asked for, as the command line spells them.</summary>
    public IReadOnlyList<string> Faults { get; set; } = [];

    /// <summary>What became of them, a sentence each.</summary>
    public IReadOnlyList<string> FaultResults { get; set; } = [];

    /// <summary>True if the boot succeeded and nobody broke the hardware's rules.</summary>
    public bool Succeeded { get; set; }

    /// <summary>Why the boot failed; null if it did not.</summary>
    public string? Failure { get; set; }

    /// <summary>Virtual time at the end.</summary>
    public long EndMicroseconds { get; set; }

    /// <summary>Virtual time at the end of the boot, after which <c>ipa run</c> goes on.</summary>
    public long BootMicroseconds => Stages.Where(stage => !stage.IsInner).Select(stage => stage.Begin.Microseconds + stage.DurationMicroseconds).DefaultIfEmpty(EndMicroseconds).Max();

    /// <summary>Violations of the hardware's rules.</summary>
    public IReadOnlyList<string> Violations { get; set; } = [];

    /// <summary>Stages that were taken down again.</summary>
    public IReadOnlyList<string> Undone { get; set; } = [];

    /// <summary>Echo requests.</summary>
    public IReadOnlyList<EchoResult> Echoes { get; set; } = [];

    /// <summary>The stages in the order of their beginning.</summary>
    public IReadOnlyList<RunStage> Stages { get; set; } = [];

    /// <summary>Devices of the platform.</summary>
    public IReadOnlyList<RunDevice> Devices { get; set; } = [];

    /// <summary>Counters by group, as <c>ipa status</c> names them.</summary>
    public IReadOnlyList<RunCounters> Counters { get; set; } = [];

    /// <summary>Names of the channels that have an endpoint of the driver.</summary>
    public IReadOnlyDictionary<int, string> Channels { get; set; } = new Dictionary<int, string>();

    /// <summary>Number of the last thing that was recorded.</summary>
    public int LastOrder { get; set; }

    public KeptItems<RunAccess> Accesses { get; } = new(MaxAccesses);

    public KeptItems<RunMark> Marks { get; } = new(MaxMarks);

    public KeptItems<RunLevel> Levels { get; } = new(MaxMarks);

    public KeptItems<RunExchange> Exchanges { get; } = new(MaxExchanges);

    /// <summary>Keeps a mark, if its lane has room.</summary>
    public void AddMark(RunMark mark)
    {
        int number = _marksOfLane.GetValueOrDefault(mark.Lane);
        if (number < MaxMarksOfLane)
        {
            _marksOfLane[mark.Lane] = number + 1;
            Marks.Add(mark);
        }
        else
        {
            Marks.CountLeftOut(1);
        }
    }

    /// <summary>Name of a channel for people.</summary>
    public string ChannelName(int channel) => Channels.TryGetValue(channel, out string? name) ? $"channel {channel}, {name}" : $"channel {channel}";
}
