namespace IpaEmbedded.Simulator;

/// <summary>What happens to a board in one step of its workload. The first number of a step is its count or time, the second the size of packets.</summary>
public enum WorkKind
{
    /// <summary>So many echo requests, one after the other; each answer is awaited for a second.</summary>
    Echo,

    /// <summary>So many packets up at once.</summary>
    Up,

    /// <summary>So many packets down at once.</summary>
    Down,

    /// <summary>So many packets up and down in turn, without a pause.</summary>
    Both,

    /// <summary>So many microseconds pass.</summary>
    Pause,

    /// <summary>The interface is closed, and opened after so many microseconds.</summary>
    Reopen,

    /// <summary>The system sleeps for so many microseconds.</summary>
    Sleep,

    /// <summary>The modem is stopped in an orderly way, and started after so many microseconds.</summary>
    Restart,

    /// <summary>The modem crashes.</summary>
    Crash,

    /// <summary>Nothing goes wrong any more, and the modem is started anew; once in a life.</summary>
    Heal,

    /// <summary>The driver is removed, and probed after so many microseconds.</summary>
    Replug,
}
