using System.Globalization;

namespace IpaEmbedded.HostTests.TimeLimits;

/// <summary>Processor time of one thread, as the kernel counts it; any thread may ask.</summary>
public sealed class ThreadTime
{
    // Linux counts in hundredths of a second for every program (USER_HZ).
    private const double TicksPerSecond = 100;

    private readonly string _path;
    private readonly TimeSpan _before;

    private ThreadTime(string path)
    {
        _path = path;
        _before = Read();
    }

    /// <summary>Used since the creation; what it was last if the thread has ended.</summary>
    public TimeSpan Used => Read() - _before;

    /// <summary>Begins to count for the thread that calls.</summary>
    public static ThreadTime OfThisThread() => new($"/proc/{new FileInfo("/proc/thread-self").LinkTarget}/stat");

    private TimeSpan Read()
    {
        try
        {
            string text = File.ReadAllText(_path);
            // Fields 14 and 15, user and system; the name in front may hold anything, a bracket too.
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
        catch (IOException)
        {
            // The thread has just ended.
            return _before;
        }
    }
}
