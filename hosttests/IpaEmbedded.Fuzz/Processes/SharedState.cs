using System.IO.MemoryMappedFiles;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// A file that worker and supervisor both map: the number of the running execution and its input. It outlives the worker,
/// so that the input that killed it is known.
/// </summary>
public sealed unsafe class SharedState : IDisposable
{
    private const int InputAt = 16;
    private const int MaximumBytes = 64 * 1024;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _bytes;

    /// <summary>Opens the file, made new if it is not there.</summary>
    public SharedState(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, InputAt + MaximumBytes);
        _view = _file.CreateViewAccessor();
        // An accessor's own calls each take and give back its handle, a hundred thousand times a second.
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
    }

    /// <summary>Executions that were begun.</summary>
    public long Executions => _view.ReadInt64(0);

    /// <summary>The input of the last execution that was begun.</summary>
    public byte[] Input
    {
        get
        {
            var input = new byte[_view.ReadInt32(8)];
            _view.ReadArray(InputAt, input, 0, input.Length);
            return input;
        }
    }

    /// <summary>Notes that an execution begins.</summary>
    public void Begin(long number, byte[] input)
    {
        int length = Math.Min(input.Length, MaximumBytes);
        input.AsSpan(0, length).CopyTo(new Span<byte>(_bytes + InputAt, length));
        *(int*)(_bytes + 8) = length;
        Volatile.Write(ref *(long*)_bytes, number);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
