using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Watches the partition of SMEM that processor and modem share: it grows under its lock only, by whole entries (source: the IPA reference, A.3).</summary>
internal sealed class SmemCheck
{
    private readonly Sanitizer _sanitizer;
    private readonly DmaMemory _smem;
    private uint _used;
    private bool _isLocked;

    internal SmemCheck(Sanitizer sanitizer, DmaMemory smem)
    {
        _sanitizer = sanitizer;
        _smem = smem;
        _used = SmemImage.UsedBytes(smem);
    }

    /// <summary>Whether somebody holds the lock.</summary>
    internal bool IsLocked
    {
        get { return _isLocked; }
    }

    /// <summary>The lock was taken (true) or given back.</summary>
    internal void Lock(bool taken)
    {
        if (taken) { CheckUnlocked(); }
        else { Take(); }
        _isLocked = taken;
    }

    /// <summary>A lock was given back that nobody holds.</summary>
    internal void ReportRelease(uint index)
    {
        Report(SanitizerRule.SmemLock, index, "lock " + index.ToString() + " is not held");
    }

    /// <summary>Outside of the lock nothing may have changed.</summary>
    internal void CheckUnlocked()
    {
        if (_isLocked || SmemImage.UsedBytes(_smem) == _used) { return; }
        Report(SanitizerRule.SmemLock, SmemImage.UsedBytes(_smem), "entries changed while the lock was not held");
        Take();
    }

    private void Take()
    {
        uint used = SmemImage.UsedBytes(_smem);
        if (used != _used && !SmemImage.IsWellFormed(_smem)) { Report(SanitizerRule.SmemEntry, used, null); }
        _used = used;
    }

    private void Report(string rule, uint value, string what)
    {
        _sanitizer.Report(rule, "smem", 0, null, 0, value, what);
    }
}
