using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>One lock of the hardware that processors take in turn; whoever writes its id first owns it.</summary>
public sealed class HardwareSpinlock
{
    /// <summary>Number of locks in the block.</summary>
    public const int Count = 32;

    /// <summary>Bytes from one lock to the next.</summary>
    public const uint Stride = 0x1000;

    /// <summary>What the application processors write to own a lock.</summary>
    public const uint ApplicationsId = 1;

    private const long RetryMicroseconds = 10;
    private const long TimeoutMicroseconds = 1000000;
    private const int MaxSpins = 1000;

    private readonly EventLoop _loop;
    private readonly RegisterBlock _registers;
    private readonly uint _offset;

    /// <summary>Creates lock <paramref name="index"/> of a block of locks.</summary>
    public HardwareSpinlock(EventLoop loop, RegisterBlock registers, int index)
    {
        _loop = loop;
        _registers = registers;
        _offset = (uint)index * Stride;
    }

    /// <summary>
    /// Takes the lock; waits up to a second while another processor owns it, or, where nothing may wait, reads a thousand times.
    /// </summary>
    /// <exception cref="HardwareException">The other processor did not let go.</exception>
    public void Acquire()
    {
        bool maySleep = _loop.Context == EventLoopContext.TopLevel || _loop.Context == EventLoopContext.Work;
        int spins = 0;
        long deadline = _loop.Now + TimeoutMicroseconds;
        while (!TryAcquire())
        {
            if (maySleep ? _loop.Now >= deadline : ++spins >= MaxSpins)
            {
                uint owner = _registers.Read32(_offset);
                throw new HardwareException("hardware lock at 0x" + _offset.ToString("X5") + (owner == 0xffffffff
                    ? " reads 0xffffffff: the bus is dead or unpowered" : " stays owned by processor " + owner.ToString()));
            }
            if (maySleep) { _loop.Sleep(RetryMicroseconds); }
        }
    }

    /// <summary>Lets go of the lock.</summary>
    public void Release()
    {
        _registers.Write32(_offset, 0);
    }

    private bool TryAcquire()
    {
        _registers.Write32(_offset, ApplicationsId);
        return _registers.Read32(_offset) == ApplicationsId;
    }
}
