using IpaEmbedded.Cli.Runs;

namespace IpaEmbedded.Cli.Report;

/// <summary>
/// The horizontal axis of the timeline. A boot does hundreds of things in no virtual time at all and then waits for
/// milliseconds, so the axis follows the order of what happened, and time that passes between adds room that grows with its logarithm.
/// </summary>
internal sealed class OrderAxis
{
    // Of the width, what all the waiting together takes.
    private const double WaitingShare = 0.4;

    // Beyond the width there is a margin for the rest of the last label.
    private const double LabelWidth = 52;

    private readonly List<RunMoment> _moments;
    private readonly double[] _places;

    public OrderAxis(Run run, double width)
    {
        _moments = [.. MomentsOf(run).DistinctBy(moment => moment.Order).OrderBy(moment => moment.Order)];
        Width = width;
        double waiting = 0;
        for (int i = 1; i < _moments.Count; i++)
        {
            waiting += Wait(i);
        }
        double perWait = waiting > 0 ? width * WaitingShare / waiting : 0;
        double perStep = width * (waiting > 0 ? 1 - WaitingShare : 1) / Math.Max(1, _moments.Count - 1);
        _places = new double[_moments.Count];
        for (int i = 1; i < _places.Length; i++)
        {
            _places[i] = _places[i - 1] + perStep + (perWait * Wait(i));
        }
    }

    public double Width { get; }

    /// <summary>Where a moment is.</summary>
    public double At(RunMoment moment)
    {
        int low = 0;
        int high = _moments.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _moments[middle].Order < moment.Order ? (middle + 1, high) : (low, middle);
        }
        return _places.Length == 0 ? 0 : _places[low];
    }

    /// <summary>Where time passes: from, to, and how much.</summary>
    public IEnumerable<(double From, double To, long Microseconds)> Waits()
    {
        for (int i = 1; i < _moments.Count; i++)
        {
            if (_moments[i].Microseconds > _moments[i - 1].Microseconds)
            {
                yield return (_places[i - 1], _places[i], _moments[i].Microseconds - _moments[i - 1].Microseconds);
            }
        }
    }

    /// <summary>Places and virtual times for labels, no closer to one another than a distance.</summary>
    public IEnumerable<(double Place, long Microseconds)> Ticks(double distance)
    {
        double last = double.MinValue;
        for (int i = 0; i < _moments.Count; i++)
        {
            bool isNew = i == 0 || _moments[i].Microseconds != _moments[i - 1].Microseconds;
            if (isNew && _places[i] - last >= distance && _places[i] + LabelWidth <= Width)
            {
                last = _places[i];
                yield return (_places[i], _moments[i].Microseconds);
            }
        }
    }

    private double Wait(int index) => Math.Log2(1 + Math.Max(0, _moments[index].Microseconds - _moments[index - 1].Microseconds));

    private static IEnumerable<RunMoment> MomentsOf(Run run) =>
        run.Stages.SelectMany(stage => (RunMoment[])[stage.Begin, stage.End])
            .Concat(run.Accesses.Select(access => access.At))
            .Concat(run.Marks.SelectMany(mark => (RunMoment[])[mark.Begin, mark.End]))
            .Concat(run.Levels.Select(level => level.At))
            .Concat(run.Exchanges.Select(exchange => exchange.At));
}
