namespace IpaEmbedded.Cli.Runs;

/// <summary>Gives every moment of a run a time of its own: its microsecond, and within that a fraction by the order of what happened.</summary>
internal sealed class OrderClock
{
    private readonly Dictionary<int, double> _times = [];

    public OrderClock(Run run)
    {
        IEnumerable<RunMoment> moments = run.Stages.SelectMany(stage => (RunMoment[])[stage.Begin, stage.End])
            .Concat(run.Marks.SelectMany(mark => (RunMoment[])[mark.Begin, mark.End]))
            .Concat(run.Levels.Select(level => level.At));
        foreach (IGrouping<long, RunMoment> same in moments.DistinctBy(moment => moment.Order).GroupBy(moment => moment.Microseconds))
        {
            RunMoment[] ordered = [.. same.OrderBy(moment => moment.Order)];
            for (int i = 0; i < ordered.Length; i++)
            {
                _times.Add(ordered[i].Order, same.Key + ((double)i / ordered.Length));
            }
        }
    }

    /// <summary>The time in microseconds.</summary>
    public double At(RunMoment moment) => _times.TryGetValue(moment.Order, out double time) ? time : moment.Microseconds;
}
